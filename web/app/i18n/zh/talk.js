// SPDX-License-Identifier: Apache-2.0
/** Chat and people, in Simplified Chinese.
 * @type {Record<keyof typeof import("../en/talk.js").talk, string>} */
export const talk = {
  "chat.title": "聊天",
  "chat.ph": "给所有人发消息",
  "chat.send": "发送消息",
  "chat.empty": "还没有消息",
  "chat.empty.body": "消息直接发送给在场的人，房间关闭后即消失。",
  "people.title": "成员",
  "people.here": "通话中",
  "people.invite": "邀请",
  "people.lower": "放下举手",
  "people.raised": "已举手",
  "stats.direct.by": "直连，{protocol}",
  "stats.relay.by": "中继，已加密，{protocol}",
  "chat.unread.one": "{n} 条新消息",
  "chat.unread": "{n} 条新消息",
  "chat.from": "{name}：{text}",
  "chat.toolong": "消息太长，无法发送。请分成几条。",
  "chat.failed": "未发送，请重试。",
};
