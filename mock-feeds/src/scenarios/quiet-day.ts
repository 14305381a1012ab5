import type { Story } from '#sim/story.ts';

/** Everyday traffic and nothing else: a centre that raises an alarm on this day is wrong. */
export const quietDay: Story | null = null;
