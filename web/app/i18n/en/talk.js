// SPDX-License-Identifier: Apache-2.0
/** Chat and people, in English. {name} marks a variable. */
export const talk = {
  "chat.title": "Chat",
  "chat.ph": "Message everyone",
  "chat.send": "Send message",
  "chat.empty": "No messages yet",
  "chat.empty.body": "Messages go straight to the people here and are gone when the room closes.",
  "people.title": "People",
  "people.here": "In the call",
  "people.invite": "Invite",
  "people.lower": "Lower hand",
  "people.raised": "Hand raised",
  "stats.direct.by": "Direct, {protocol}",
  "stats.relay.by": "Relayed, encrypted, {protocol}",
  "chat.unread.one": "{n} new message",
  "chat.unread": "{n} new messages",
  "chat.from": "{name} wrote: {text}",
  "chat.toolong": "That message is too long to send. Split it up.",
  "chat.failed": "Not sent. Try again.",
};
