/** See packages/opinion-map/bench/opinion.bench.ts. Run: node bench/opinion.ts [WORD] */
import '../packages/opinion-map/bench/opinion.bench.ts'
