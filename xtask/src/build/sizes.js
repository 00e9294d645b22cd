// Prints the sizes of the bundle's files: as they are, in gzip (-9) and in brotli (11).
const { readdirSync, readFileSync } = require('node:fs')
const { join, extname } = require('node:path')
const { brotliCompressSync, gzipSync } = require('node:zlib')

const folder = process.argv[1]
const loaded = new Set(['.wasm', '.js', '.css', '.html'])
const kilobytes = bytes => (bytes / 1000).toFixed(1).padStart(9)
const row = (name, sizes) => console.log(name.padEnd(48) + sizes.map(kilobytes).join(''))

const files = readdirSync(folder).filter(name => loaded.has(extname(name))).sort()
const total = [0, 0, 0]
console.log('kB'.padEnd(48) + ['raw', 'gzip', 'brotli'].map(title => title.padStart(9)).join(''))
for (const name of files) {
  const content = readFileSync(join(folder, name))
  const sizes = [content, gzipSync(content, { level: 9 }), brotliCompressSync(content)].map(data => data.length)
  sizes.forEach((size, column) => (total[column] += size))
  row(name, sizes)
}
row('total', total)
