// Runs in every page that the bench measures, before the page's own code. It finds things by
// what people see, so that it serves for any desk.

window.probe = (() => {
  const button = text => [...document.querySelectorAll('button')].find(it => it.textContent.trim() === text)
  const back = () => document.querySelector('button[aria-label="Back"]')
  const row = name => [...document.querySelectorAll('button')].find(it => it.textContent.includes(name))
  const log = () => document.querySelector('[role=log]')
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))
  const frame = () => new Promise(requestAnimationFrame)

  // When the frame with a text arrived at the socket.
  const arrived = new Map()
  const listen = WebSocket.prototype.addEventListener
  window.WebSocket = class extends WebSocket {
    constructor(...all) {
      super(...all)
      listen.call(this, 'message', ({ data }) => {
        for (const [mark] of String(data).matchAll(/mark-\d+/g)) arrived.set(mark, performance.now())
      })
    }
  }

  // The memory of a WebAssembly app counts as much as the script's own.
  let wasm
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const usual = WebAssembly[name]
    WebAssembly[name] = async (...all) => {
      const result = await usual.apply(WebAssembly, all)
      wasm = Object.values((result.instance ?? result).exports).find(it => it instanceof WebAssembly.Memory)
      return result
    }
  }

  // Ready is when the first chat can be worked on.
  let ready
  const watch = () => {
    if (document.body?.textContent.includes('Customer 01')) painted().then(now => (ready = now))
    else requestAnimationFrame(watch)
  }
  watch()

  const burst = { frames: 0, longTasks: 0, keys: [] }
  const count = () => { burst.frames++; requestAnimationFrame(count) }
  new PerformanceObserver(list => list.getEntries().forEach(it => (burst.longTasks += it.duration)))
    .observe({ type: 'longtask' })
  addEventListener('keydown', event => painted().then(now => burst.keys.push(now - event.timeStamp)), true)
  requestAnimationFrame(count)

  return {
    accept() { (button('Accept') ?? back())?.click() },
    goReady() { button('Go Ready')?.click() },
    ready: () => ready,
    loaded: () => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
      .reduce((sum, it) => sum + it.transferSize, 0),
    async open(name) {
      if (back()) { back().click(); await frame() }
      while (!row(name)) await frame()
      row(name).click()
    },
    async switchTo(name, text) {
      const started = performance.now()
      await probe.open(name)
      while (!log()?.textContent.includes(text)) await frame()
      return (await painted()) - started
    },
    async seen(mark) {
      while (!log()?.textContent.includes(mark)) await frame()
      return (await painted()) - arrived.get(mark)
    },
    reset() { Object.assign(burst, { frames: 0, longTasks: 0, keys: [] }) },
    burst: () => burst,
    memory: () => performance.memory.usedJSHeapSize + (wasm?.buffer.byteLength ?? 0),
    nodes: () => document.getElementsByTagName('*').length,
    async upTo(text) {
      const started = performance.now()
      const scrolls = [log(), log().parentElement, ...log().children].find(it => it.scrollHeight > it.clientHeight + 9)
      while (!log().textContent.includes(text)) { scrolls.scrollTop = 0; await frame() }
      return (await painted()) - started
    },
  }
})()
