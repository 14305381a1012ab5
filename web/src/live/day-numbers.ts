import { dayNumbersEveryMs } from '@ftz/shared/state/area-figures.ts';
import { fetchDayNumbers } from '#api/day-numbers.ts';
import { createSharedQuestion } from './shared-question.ts';

/** What only the house can count of the day, every ten seconds. */
export const useDayNumbers = createSharedQuestion(fetchDayNumbers, dayNumbersEveryMs);
