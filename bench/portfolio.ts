/** See packages/portfolio/bench/portfolio.bench.ts. Run: node bench/portfolio.ts */
import '../packages/portfolio/bench/portfolio.bench.ts'
