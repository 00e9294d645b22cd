// Prints the sizes of the bundle's files: as they are, in gzip (-9) and in brotli (11). What loads
// only after a chat can be accepted is counted apart.
const { readdirSync, readFileSync } = require('node:fs')
const { join, basename, extname } = require('node:path')
const { brotliCompressSync, gzipSync } = require('node:zlib')

const folder = process.argv[1]
const loaded = new Set(['.wasm', '.js', '.css', '.html', '.json'])
const isLater = name => /^(split_|later-|help\.|record-page\.)/.test(basename(name))
const kilobytes = bytes => (bytes / 1000).toFixed(1).padStart(9)
const row = (name, sizes) => console.log(name.padEnd(64) + sizes.map(kilobytes).join(''))

const files = readdirSync(folder, { recursive: true }).filter(name => loaded.has(extname(name))).sort()
const totals = { 'before a chat can be accepted': [0, 0, 0], later: [0, 0, 0] }
console.log('kB'.padEnd(64) + ['raw', 'gzip', 'brotli'].map(title => title.padStart(9)).join(''))
for (const name of files) {
  const content = readFileSync(join(folder, name))
  const sizes = [content, gzipSync(content, { level: 9 }), brotliCompressSync(content)].map(data => data.length)
  const total = totals[isLater(name) ? 'later' : 'before a chat can be accepted']
  sizes.forEach((size, column) => (total[column] += size))
  row(name, sizes)
}
for (const [name, total] of Object.entries(totals)) row(name, total)
