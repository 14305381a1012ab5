import { type PtzMount, presetLook } from '#sim/ptz-mount.ts';
import { encodeEnvelope, encodeFault } from './encode.ts';

const names =
  'xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" ' +
  'xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl"';
/** The second profile is the one with a mount, as on many cameras. */
const profile = 'Profile_2';

type Service = { response: string; ok: boolean };
const yes = (body: string): Service => ({ ok: true, response: encodeEnvelope(body) });
const no = (subcode: string): Service => ({ ok: false, response: encodeFault(subcode) });

/**
 * Device, media and PTZ service of a camera, as far as turning it needs them. Null: the question is of
 * another service.
 */
export function answerPtz(
  envelope: string,
  { mount, url, nowMs }: { mount: PtzMount; url: string; nowMs: number },
): Service | null {
  const asked = /<(?:\w+:)?(GetCapabilities|GetProfiles|ContinuousMove|Stop|GotoPreset)[\s/>]/.exec(
    envelope,
  )?.[1];
  if (asked === undefined) return null;
  if (asked === 'GetCapabilities') return yes(capabilities(url));
  if (asked === 'GetProfiles') return yes(profiles);
  if (!envelope.includes(`ProfileToken>${profile}<`)) return no('NoProfile');
  if (asked === 'GotoPreset') {
    const preset = Number(/PresetToken>(\d+)</.exec(envelope)?.[1]);
    if (!(preset >= 1 && preset <= 9)) return no('NoToken');
    mount.goTo(presetLook(preset));
  } else if (asked === 'Stop') {
    mount.turn({ pan: 0, tilt: 0, zoom: 0 }, nowMs);
  } else {
    const [, pan, tilt] = /PanTilt [^>]*x="([-\d.]+)" y="([-\d.]+)"/.exec(envelope) ?? [];
    const zoom = /Zoom [^>]*x="([-\d.]+)"/.exec(envelope)?.[1];
    const forS = Number(/Timeout>PT(\d+)S</.exec(envelope)?.[1] ?? '10');
    const speeds = { pan: Number(pan ?? 0), tilt: Number(tilt ?? 0), zoom: Number(zoom ?? 0) };
    mount.turn(speeds, nowMs, forS * 1000);
  }
  return yes(`<tptz:${asked}Response ${names}/>`);
}

const capabilities = (url: string) =>
  `<tds:GetCapabilitiesResponse ${names}><tds:Capabilities>` +
  `<tt:Media><tt:XAddr>${url}/onvif/media_service</tt:XAddr></tt:Media>` +
  `<tt:PTZ><tt:XAddr>${url}/onvif/ptz_service</tt:XAddr></tt:PTZ>` +
  '</tds:Capabilities></tds:GetCapabilitiesResponse>';

const profiles =
  `<trt:GetProfilesResponse ${names}><trt:Profiles token="Profile_1"><tt:Name>sub</tt:Name></trt:Profiles>` +
  `<trt:Profiles token="${profile}"><tt:Name>main</tt:Name><tt:PTZConfiguration token="PTZ_1"/></trt:Profiles>` +
  '</trt:GetProfilesResponse>';
