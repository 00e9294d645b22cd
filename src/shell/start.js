// Starts the app, and says so when it cannot start or has stopped.

const part = id => document.getElementById(id)

function stop(reason) {
  part('shell-loading')?.remove()
  part('shell-reason').textContent = String(reason)
  part('shell-stopped').hidden = false
  part('shell-reload').focus()
}

// A Rust panic ends in a WebAssembly error; after one, nothing of the app can be trusted.
const stopOnPanic = error => {
  if (error instanceof WebAssembly.RuntimeError) stop(error)
}
addEventListener('error', event => stopOnPanic(event.error))
addEventListener('unhandledrejection', event => stopOnPanic(event.reason))
part('shell-reload').addEventListener('click', () => location.reload())

try {
  const { default: start } = await import(part('app-glue').href)
  await start({ module_or_path: part('app-wasm').href })
  part('shell-loading')?.remove()
} catch (error) {
  console.error(error)
  stop(error)
}
