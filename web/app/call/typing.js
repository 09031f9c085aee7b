// SPDX-License-Identifier: Apache-2.0

/** Whether letters are for what has the focus: a field, a dialog, or a menu, which finds by them. @param {EventTarget | null} target */
export const isTyping = target => target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, dialog, .menu") !== null);
