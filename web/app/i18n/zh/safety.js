// SPDX-License-Identifier: Apache-2.0
/** Safety codes, in Simplified Chinese.
 * @type {Record<keyof typeof import("../en/safety.js").safety, string>} */
export const safety = {
  "room.verified": "已验证",
  "more.verify": "验证加密",
  "safe.title": "与 {name} 验证加密",
  "safe.body": "互相念出这组数字。如果一致，说明中间没有人窃听，服务器也不行。",
  "safe.match": "一致",
  "safe.nomatch": "不一致",
  "safe.who": "验证对象",
  "safe.warn": "请勿在本次通话中谈论隐私。请离开并新建房间。",
  "safe.none": "连接后会显示数字。",
  "safe.changed": "与 {name} 的连接已更换，请重新验证。",
  "room.unsafe": "不安全",
  "safe.failed": "你和 {name} 的数字不一致",
};
