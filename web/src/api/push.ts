import type { PushAddress, PushKey } from '@ftz/shared/contract/push.ts';
import { type Answer, request } from './request.ts';

const path = '/api/push/subscription';

export const fetchPushKey = (): Promise<Answer<PushKey>> => request('GET', '/api/push');
export const keepPush = (address: PushAddress): Promise<Answer<null>> =>
  request('PUT', path, address);
export const dropPush = (): Promise<Answer<null>> => request('DELETE', path);
