import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
import type { CameraLink } from '#adapters/camera-link.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '#adapters/read-xml.ts';
import type { SoapTarget } from './soap.ts';
import type { SoapClient } from './soap-call.ts';

const device = 'http://www.onvif.org/ver10/device/wsdl';
const media = 'http://www.onvif.org/ver10/media/wsdl';
const ptz = 'http://www.onvif.org/ver20/ptz/wsdl';
const schema = 'http://www.onvif.org/ver10/schema';
const callMs = 3_000;
/** The camera's own dead man's handle: should this house die, it stops by itself. */
const moveTimeoutS = 2;

/** Where a camera's mount is asked, and the profile that moves it. */
type Mount = { target: SoapTarget; profile: string };

/**
 * Moves a camera's mount (ONVIF PTZ service, 5.3.3 ContinuousMove, 5.3.5 Stop, 5.4.3 GotoPreset). What the
 * camera has is asked once, and again after a motion failed. Rejects when the camera did not take the motion.
 */
export function createMover(link: CameraLink, client: SoapClient, closing: AbortSignal) {
  let found: Promise<Mount> | null = null;
  const call = async (service: string, act: string, body: string, target: SoapTarget) => {
    const bounds = { timeoutMs: callMs, closing };
    return (await client.call(`${service}/${act}`, body, target, bounds)).content;
  };
  const find = async (): Promise<Mount> => {
    const asked = `<d:GetCapabilities xmlns:d="${device}"><d:Category>All</d:Category></d:GetCapabilities>`;
    const answer = await call(device, 'GetCapabilities', asked, deviceService(link.url));
    const capabilities = childOf(answer, 'Capabilities');
    const mediaService = serviceOf(capabilities, 'Media', link.url);
    const profiles = await call(
      media,
      'GetProfiles',
      `<m:GetProfiles xmlns:m="${media}"/>`,
      mediaService,
    );
    const profile = childrenOf(profiles, 'Profiles').find((one) =>
      childOf(one, 'PTZConfiguration'),
    );
    const token = profile?.attributes.token;
    if (!token || !/^[\w.:-]{1,64}$/.test(token)) throw new Error('the camera has no mount');
    return { target: serviceOf(capabilities, 'PTZ', link.url), profile: token };
  };
  return async (motion: CameraMotion): Promise<void> => {
    found ??= find();
    try {
      const { target, profile } = await found;
      const { act, body } = requestOf(motion, profile);
      await call(ptz, act, body, target);
    } catch (error) {
      found = null;
      throw error;
    }
  };
}

/** Exported for its test: what is said to the camera, by motion. */
export function requestOf(motion: CameraMotion, profile: string): { act: string; body: string } {
  const request = (act: string, inside: string) => ({
    act,
    body: `<p:${act} xmlns:p="${ptz}"><p:ProfileToken>${profile}</p:ProfileToken>${inside}</p:${act}>`,
  });
  if (motion.act === 'stop') {
    return request('Stop', '<p:PanTilt>true</p:PanTilt><p:Zoom>true</p:Zoom>');
  }
  if (motion.act === 'preset') {
    return request('GotoPreset', `<p:PresetToken>${motion.preset}</p:PresetToken>`);
  }
  const { pan, tilt, zoom } = motion;
  return request(
    'ContinuousMove',
    `<p:Velocity><t:PanTilt xmlns:t="${schema}" x="${pan}" y="${tilt}"/>` +
      `<t:Zoom xmlns:t="${schema}" x="${zoom}"/></p:Velocity><p:Timeout>PT${moveTimeoutS}S</p:Timeout>`,
  );
}

/** The one path that ONVIF fixes (Core, 5.1.1), beside the event service that a technician entered. */
function deviceService(eventService: string): SoapTarget {
  const url = new URL(eventService);
  const before = url.pathname.replace(/\/onvif\/.*$/, '').replace(/\/+$/, '');
  url.pathname = `${before}/onvif/device_service`;
  return { url, parameters: [] };
}

/** Only the path is taken from what the camera says, as of a subscription. */
function serviceOf(capabilities: XmlElement | null, name: string, base: string): SoapTarget {
  const said = textOf(childOf(capabilities, name), 'XAddr') ?? '';
  if (!URL.canParse(said)) throw new Error(`the camera names no ${name} service`);
  const url = new URL(base);
  url.pathname = new URL(said).pathname;
  return { url, parameters: [] };
}
