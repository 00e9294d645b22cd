// Runs in every page that the bench measures, before the page's own code. It finds things by
// what people see, so that it serves for any desk.

window.probe = (() => {
  const button = text => [...document.querySelectorAll('button')].find(it => it.textContent.trim() === text)
  const back = () => document.querySelector('button[aria-label="Back"]')
  const row = name => [...document.querySelectorAll('button')].find(it => (it.ariaLabel ?? it.textContent).includes(name))
  const log = () => document.querySelector('[role=log]')
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))
  const frame = () => new Promise(requestAnimationFrame)
  // Told by the change itself: to look once a frame would add a frame.
  const until = test => new Promise(done => {
    const watch = new MutationObserver(() => { if (test()) { watch.disconnect(); done() } })
    watch.observe(document, { subtree: true, childList: true, characterData: true })
    if (test()) { watch.disconnect(); done() }
  })
  // People act at any moment of a frame, and when the page has come to rest.
  const rest = () => new Promise(done => setTimeout(done, 200 + 50 * Math.random()))
  // Milliseconds from an act to the painting of what comes of it.
  const time = async (act, test) => {
    const started = performance.now()
    act()
    await until(test)
    return (await painted()) - started
  }

  // When the frame with a text arrived at the socket.
  const arrived = new Map()
  const listen = WebSocket.prototype.addEventListener
  window.WebSocket = class extends WebSocket {
    constructor(...all) {
      super(...all)
      listen.call(this, 'message', ({ data }) => {
        for (const [mark] of String(data).matchAll(/mark-\d+\./g)) arrived.set(mark, performance.now())
      })
    }
  }

  // The memory of a WebAssembly app counts as much as the script's own.
  let wasm
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const usual = WebAssembly[name]
    WebAssembly[name] = async (...all) => {
      const result = await usual.apply(WebAssembly, all)
      // An app may come in parts, of which one holds the memory of all.
      wasm ??= Object.values((result.instance ?? result).exports).find(it => it instanceof WebAssembly.Memory)
      return result
    }
  }

  // Ready is when a chat can be worked on.
  let ready
  const watch = () => {
    if (/Customer \d\d/.test(document.body?.textContent)) painted().then(now => (ready = now))
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
    // Every click that the page asks for is waited for: back to the list first, where there is one.
    async switchTo(name, text) {
      await rest()
      const toList = back() && !row(name) ? await time(() => back().click(), () => row(name)) : 0
      await until(() => row(name))
      await rest()
      return { toList, toChat: await time(() => row(name).click(), () => log()?.textContent.includes(text)) }
    },
    async seen(mark) {
      await until(() => log()?.textContent.includes(mark))
      return (await painted()) - arrived.get(mark)
    },
    // Milliseconds from a click on a button to the painting of what it opens.
    async opened(name, selector) {
      await rest()
      return await time(() => button(name).click(), () => document.querySelector(selector))
    },
    reset() { Object.assign(burst, { frames: 0, longTasks: 0, keys: [] }) },
    burst: () => burst,
    wasm: () => wasm?.buffer.byteLength ?? 0,
    nodes: () => document.getElementsByTagName('*').length,
    async upTo(text) {
      const started = performance.now()
      const scrolls = [log(), log().parentElement, ...log().children].find(it => it.scrollHeight > it.clientHeight + 9)
      while (!log().textContent.includes(text)) { scrolls.scrollTop = 0; await frame() }
      return (await painted()) - started
    },
  }
})()
