import type { ProtocolReader } from '#adapters/protocol-reader.ts';
import { readNotifications } from './notification.ts';

export const onvifReader: ProtocolReader = {
  protocol: 'onvif-event',
  standard: 'ONVIF Core events, WS-BaseNotification messages in XML',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const whole = { at: 0, length: bytes.length };
    const reading = readNotifications(bytes);
    if (!reading.ok) return [{ ...whole, ok: false, reason: reading.reason }];
    return reading.notifications.map((notification) => ({
      ...whole,
      ok: true,
      kind: notification.topicPath,
      fields: notification,
    }));
  },
};
