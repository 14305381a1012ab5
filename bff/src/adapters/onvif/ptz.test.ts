import { expect, it } from 'vitest';
import { readXml } from '#adapters/read-xml.ts';
import { requestOf } from './ptz.ts';

it.each([
  [
    { act: 'move' as const, pan: -0.5, tilt: 0.25, zoom: 0 },
    'ContinuousMove',
    ['x="-0.5" y="0.25"', 'x="0"/></p:Velocity>', '<p:Timeout>PT2S</p:Timeout>'],
  ],
  [{ act: 'stop' as const }, 'Stop', ['<p:PanTilt>true</p:PanTilt><p:Zoom>true</p:Zoom>']],
  [{ act: 'preset' as const, preset: 3 }, 'GotoPreset', ['<p:PresetToken>3</p:PresetToken>']],
])('writes %j', (motion, name, parts) => {
  const { act, body } = requestOf(motion, 'Profile_1');
  const reading = readXml(body);
  expect(reading.ok && reading.root.name).toBe(name);
  expect(reading.ok && reading.root.namespace).toBe('http://www.onvif.org/ver20/ptz/wsdl');
  expect(act).toBe(name);
  for (const part of ['<p:ProfileToken>Profile_1</p:ProfileToken>', ...parts])
    expect(body).toContain(part);
});
