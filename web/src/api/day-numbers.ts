import type { DayNumbers } from '@ftz/shared/contract/day-numbers.ts';
import { request } from './request.ts';

export const fetchDayNumbers = () => request<DayNumbers>('GET', '/api/day-numbers');
