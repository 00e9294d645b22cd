// What the bench compares with: a plain desk by hand, without framework and virtualisation.
// It speaks the same protocol and shows the same chats, and can do little else.

const part = id => document.getElementById(id)
const chats = new Map()
let socket, seq = 0, waiting = new Map(), token = sessionStorage.getItem('token'), shown

const call = (action, data = {}) => new Promise((resolve, reject) => {
  waiting.set(++seq, { resolve, reject })
  socket.send(JSON.stringify({ seq, action, data }))
})

function start() {
  socket = new WebSocket(location.origin.replace('http', 'ws') + '/websocket')
  socket.onopen = async () => {
    await call('authentication_challenge', { token })
    const { agent_id, status } = await call('cc_agent_session')
    await call('cc_agent_subscribe_status', { agent_id })
    const { items } = await call('subscribe_chat')
    for (const item of items ?? []) meet(item.id, item, [...item.messages ?? []].reverse())
    document.body.className = 'in'
    part('login').remove()
    // After a reload the agent is there already, and to come again is refused.
    if (status !== 'online') await call('cc_agent_online', { agent_id })
  }
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data)
    if (frame.event === 'chat') return heard(frame.data.action, frame.data.data)
    const request = waiting.get(frame.seq_reply)
    waiting.delete(frame.seq_reply)
    if (frame.status === 'OK') request?.resolve(frame.data)
    else request?.reject(frame.error)
  }
}

function heard(action, data) {
  const chat = chats.get(data.conversation_id)
  if (action === 'user_invite') {
    meet(data.conversation_id, data, data.messages ?? [])
  } else if (action === 'message' && chat) {
    chat.messages.push(data)
    chat.words.textContent = data.text
    part('chats').prepend(chat.row)
    if (shown === chat) {
      part('log').append(bubble(data))
      part('log').scrollTop = part('log').scrollHeight
    }
  } else if (action === 'close_conversation' && chat) {
    chat.row.remove()
  }
}

function meet(id, { channel_id, invite_id, members }, messages) {
  const row = document.createElement('button'), words = document.createElement('small')
  row.textContent = members?.[0]?.name + ' '
  row.append(words)
  words.textContent = messages.at(-1)?.text ?? ''
  const chat = { id, channel: channel_id, row, words, messages }
  chats.set(id, chat)
  row.onclick = () => show(chat)
  part('chats').prepend(row)
  if (!invite_id) return
  const accept = document.createElement('button')
  accept.textContent = 'Accept'
  accept.onclick = async () => {
    accept.remove()
    chat.channel = (await call('join_chat', { invite_id })).channel_id
    show(chat)
  }
  row.after(accept)
}

function bubble({ text }) {
  const message = document.createElement('p')
  message.textContent = text
  return message
}

function show(chat) {
  shown = chat
  part('log').replaceChildren(...chat.messages.map(bubble))
  part('log').scrollTop = part('log').scrollHeight
}

// Older messages, a page at a time.
let loading = false
part('log').onscroll = async () => {
  const chat = shown, log = part('log')
  if (log.scrollTop > 200 || loading || !chat || chat.whole) return
  loading = true
  const address = `/api/chat/dialogs/${chat.id}/messages?limit=50&offset.id=${chat.messages[0].id}`
  const { messages, next } = await (await fetch(address, { headers: { 'X-Webitel-Access': token } })).json()
  chat.whole = !next
  chat.messages.unshift(...(messages ?? []).reverse())
  const below = log.scrollHeight - log.scrollTop
  log.prepend(...messages.map(bubble))
  log.scrollTop = log.scrollHeight - below
  loading = false
}

part('composer').onkeydown = event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  call('send_text_chat', { channel_id: shown.channel, conversation_id: shown.id, text: part('composer').value })
  part('composer').value = ''
}

part('login').onsubmit = async event => {
  event.preventDefault()
  const login = { username: part('user').value, password: part('password').value }
  const answer = await fetch('/api/login', { method: 'POST', body: JSON.stringify(login),
    headers: { 'Content-Type': 'application/json' } })
  const reply = await answer.json()
  token = reply.access_token ?? reply.authorization.access_token
  sessionStorage.setItem('token', token)
  start()
}

if (token) start()
