/** What plate cameras of three makes post, from the makers' descriptions of their pushes. */

export type Sight = {
  /** Null: a vehicle without a plate. */
  plate: string | null;
  atMs: number;
  /** 0 to 1. */
  confidence: number;
  colour: 'blue' | 'yellow' | 'green';
};

export type Push = { contentType: string; body: Uint8Array };

const zhenshiColours = { blue: 1, yellow: 2, green: 5 };

/** Zhenshi: whole percent, time as seconds and microseconds within `Timeval`. */
export function encodeZhenshi(serial: string, { plate, atMs, confidence, colour }: Sight): Push {
  const sec = Math.floor(atMs / 1000);
  const json = {
    AlarmInfoPlate: {
      channel: 0,
      deviceName: 'lane',
      ipaddr: '192.168.1.100',
      serialno: serial,
      result: {
        PlateResult: {
          license: plate ?? '_无_',
          confidence: Math.round(confidence * 100),
          colorType: plate === null ? 0 : zhenshiColours[colour],
          direction: 4,
          triggerType: 8,
          location: { RECT: { left: 500, top: 400, right: 700, bottom: 460 } },
          timeStamp: { Timeval: { sec, usec: (atMs % 1000) * 1000 } },
        },
      },
    },
  };
  return { contentType: 'application/json', body: Buffer.from(JSON.stringify(json)) };
}

/** The name that the centre gives such a message. */
export const zhenshiEventId = ({ atMs }: Sight) =>
  `${Math.floor(atMs / 1000)}.${(atMs % 1000) * 1000}.0`;

export function encodeZhenshiHeartbeat(serial: string): Push {
  const form = `device_name=lane&ip_addr=192.168.1.100&port=80&serialno=${serial}&channel_num=1`;
  return { contentType: 'application/x-www-form-urlencoded', body: Buffer.from(form) };
}

export function encodeZhenshiInput(serial: string, source: number, value: number): Push {
  const json = {
    AlarmGioIn: {
      deviceName: 'lane',
      serialno: serial,
      result: { TriggerResult: { source, value } },
    },
  };
  return { contentType: 'application/json', body: Buffer.from(JSON.stringify(json)) };
}

const isoWithOffset = (atMs: number) =>
  `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

function alertXml(eventType: string, atMs: number, more: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<EventNotificationAlert version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">',
    '<ipAddress>192.168.1.64</ipAddress><macAddress>c4:2f:90:00:00:01</macAddress>',
    `<channelID>1</channelID><dateTime>${isoWithOffset(atMs)}</dateTime>`,
    `<activePostCount>1</activePostCount><eventType>${eventType}</eventType>`,
    more,
    '</EventNotificationAlert>',
  ].join('\n');
}

/** Hikvision: a multipart body with the alert and the picture of the plate. */
export function encodeHikvision(uuid: string, { plate, atMs, confidence, colour }: Sight): Push {
  const xml = alertXml(
    'ANPR',
    atMs,
    `<eventState>active</eventState><ANPR><licensePlate>${plate ?? 'unknown'}</licensePlate><line>1</line>` +
      `<direction>forward</direction><confidenceLevel>${Math.round(confidence * 100)}</confidenceLevel>` +
      `<plateColor>${colour}</plateColor><vehicleType>truck</vehicleType></ANPR><UUID>${uuid}</UUID>`,
  );
  const boundary = 'simulated-boundary';
  const head = (name: string, type: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(`${head('anpr.xml', 'text/xml')}${xml}\r\n`),
    Buffer.from(head('licensePlatePicture.jpg', 'image/jpeg')),
    Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

/** What keeps a Hikvision line alive: a lost picture that is not lost. */
export function encodeHikvisionHeartbeat(atMs: number): Push {
  const xml = alertXml('videoloss', atMs, '<eventState>inactive</eventState>');
  return { contentType: 'application/xml', body: Buffer.from(xml) };
}

/** PlateRecognizer: a score from 0 to 1 and the time with its zone. */
export function encodePlateRecognizer(id: string, { plate, atMs, confidence }: Sight): Push {
  const results =
    plate === null
      ? [{ box: { xmin: 1, ymin: 1, xmax: 9, ymax: 9 }, plate: '', score: 0 }]
      : [{ plate: plate.toLowerCase(), score: confidence, candidates: [] }];
  const json = {
    hook: { id, event: 'recognition' },
    data: { camera_id: 'lane', timestamp: new Date(atMs).toISOString(), results },
  };
  return { contentType: 'application/json', body: Buffer.from(JSON.stringify(json)) };
}
