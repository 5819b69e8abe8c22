import { projectFile } from '#infra/project-files.ts'

/** Builds the servers of a comparison as the product's own server is built; the path of the program. */
export async function buildServers(
  source: readonly string[] = ['bench', 'pages', 'serve.tsx'],
): Promise<string> {
  const { build } = await import('vite')
  const outDir = projectFile('var', 'bench', source[1] ?? '')
  await build({
    root: projectFile(),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: [/^@faire-commune\//] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { serve: projectFile(...source) },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  return `${outDir}/serve.js`
}
