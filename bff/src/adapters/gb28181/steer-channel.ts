import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
import { requestOf, type Self } from './live-call.ts';
import type { Platform } from './platforms.ts';
import { ptzCommand } from './ptz-command.ts';
import { statusOf } from './sip-message.ts';
import type { Transactions } from './transactions.ts';
import { controlBody, manscdpType, writeRequest } from './write-sip.ts';

/**
 * Turns a camera of a platform: MESSAGE with `DeviceControl` (GB/T 28181-2016, 9.3). The platform's 200 says
 * that it took the command, and nothing of where the camera looks. Rejects without one.
 */
export async function steerChannel(
  { self, transactions, platform }: { self: Self; transactions: Transactions; platform: Platform },
  channelId: string,
  { sn, motion }: { sn: number; motion: CameraMotion },
): Promise<void> {
  const request = requestOf(self, platform, channelId);
  const body = controlBody(sn, channelId, ptzCommand(motion));
  const bytes = writeRequest({ ...request, method: 'MESSAGE', headers: manscdpType, body });
  const { line } = platform;
  const answer = await transactions.ask(
    `${request.callId} ${request.cseq} MESSAGE`,
    () => line.send(bytes),
    line.transport === 'UDP',
  );
  const status = answer && statusOf(answer);
  if (status !== 200) throw new Error(`the platform answered ${status ?? 'nothing'}`);
}
