/** See packages/sortition/bench/sortition.bench.ts. Run: node bench/sortition.ts [WORD] */
import '../packages/sortition/bench/sortition.bench.ts'
