import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
import { ptzCommand } from './ptz-command.ts';
import { type Conversation, sendMessage } from './send-message.ts';
import { statusOf } from './sip-message.ts';
import { controlBody } from './write-sip.ts';

/**
 * Turns a camera of a platform: MESSAGE with `DeviceControl` (GB/T 28181-2016, 9.3). The platform's 200 says
 * that it took the command, and nothing of where the camera looks. Rejects without one.
 */
export async function steerChannel(
  conversation: Conversation,
  channelId: string,
  { sn, motion }: { sn: number; motion: CameraMotion },
): Promise<void> {
  const body = controlBody(sn, channelId, ptzCommand(motion));
  const answer = await sendMessage(conversation, channelId, body);
  const status = answer && statusOf(answer);
  if (status !== 200) throw new Error(`the platform answered ${status ?? 'nothing'}`);
}
