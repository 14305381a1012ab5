import type { KeyboardEvent } from 'react';

/** Enter sends what a text field holds, Shift+Enter breaks the line, and Enter that only ends the
 * choice of a Chinese word does neither. */
export function submits(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
}
