import type { Refusal } from '@ftz/shared/contract/refusal.ts';

/**
 * Refusals that this page says itself, because no answer of the server arrived or could be read.
 * Written out here and not made with `refuse`: that would load the schema library into the page.
 */
export const localRefusals = {
  unreachable: {
    code: 'not-ready',
    zh: '未得到中心答复，请检查连接后重试',
    en: 'The center did not answer, check the connection and try again',
    retry: 'later',
  },
  notSignedIn: { code: 'not-signed-in', zh: '请先登录', en: 'Please sign in', retry: 'never' },
  notFound: {
    code: 'not-found',
    zh: '不存在或不在您的区域',
    en: 'It does not exist or is outside your areas',
    retry: 'never',
  },
  tooLarge: {
    code: 'too-large',
    zh: '内容过大',
    en: 'The content is too large',
    retry: 'never',
  },
  failed: { code: 'internal-error', zh: '系统内部错误', en: 'An internal error', retry: 'later' },
} as const satisfies Record<string, Refusal>;

/** What a status means where a proxy in between answered with a page of its own. */
export function refusalOfStatus(status: number): Refusal {
  if (status === 401) return localRefusals.notSignedIn;
  if (status === 404) return localRefusals.notFound;
  if (status === 413) return localRefusals.tooLarge;
  return status >= 502 && status <= 504 ? localRefusals.unreachable : localRefusals.failed;
}
