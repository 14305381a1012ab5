import type { CameraLink } from '#adapters/camera-link.ts';
import { childOf, textOf, type XmlElement } from '#adapters/read-xml.ts';
import { currentTimeOf, dateOf, type SoapTarget } from './soap.ts';
import type { SoapClient } from './soap-call.ts';

const events = 'http://www.onvif.org/ver10/events/wsdl';
const notification = 'http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager';
const askedS = 60;
const waitS = 10;
const callMs = 10_000;
const farewellMs = 2_000;

/** The answer to one PullMessages, as it came. Resolves when it was dealt with. */
export type TakePulled = (bytes: Uint8Array, content: XmlElement) => Promise<void>;

/**
 * A subscription, told as the camera sees it: CreatePullPointSubscription → PullMessages, again and
 * again, each waiting for news → Renew at half time, for subscriptions end without a word → Unsubscribe.
 * Rejects when any of it fails: the caller subscribes anew.
 */
export async function followPullPoint(
  link: CameraLink,
  client: SoapClient,
  take: TakePulled,
  closing: AbortSignal,
): Promise<void> {
  const base: SoapTarget = { url: new URL(link.url), parameters: [] };
  const bounds = { timeoutMs: callMs, closing };
  const created = await client.call(
    `${events}/EventPortType/CreatePullPointSubscriptionRequest`,
    `<tev:CreatePullPointSubscription><tev:InitialTerminationTime>PT${askedS}S</tev:InitialTerminationTime></tev:CreatePullPointSubscription>`,
    base,
    bounds,
  );
  const target = subscriptionOf(created.content, base.url);
  let renewAtMs = performance.now() + halfLifeMs(created.content);
  try {
    while (!closing.aborted) {
      const pulled = await client.call(
        `${events}/PullPointSubscription/PullMessagesRequest`,
        `<tev:PullMessages><tev:Timeout>PT${waitS}S</tev:Timeout><tev:MessageLimit>100</tev:MessageLimit></tev:PullMessages>`,
        target,
        { timeoutMs: waitS * 1000 + callMs, closing },
      );
      await take(pulled.bytes, pulled.content);
      if (performance.now() < renewAtMs) continue;
      const renewed = await client.call(
        `${notification}/RenewRequest`,
        `<wsnt:Renew><wsnt:TerminationTime>PT${askedS}S</wsnt:TerminationTime></wsnt:Renew>`,
        target,
        bounds,
      );
      renewAtMs = performance.now() + halfLifeMs(renewed.content);
    }
  } finally {
    // Cameras have room for a few subscriptions only.
    const farewell = { timeoutMs: farewellMs, closing: new AbortController().signal };
    await client
      .call(`${notification}/UnsubscribeRequest`, '<wsnt:Unsubscribe/>', target, farewell)
      .catch(() => {});
  }
}

/**
 * Where the subscription is to be found. Only the path is taken from what the camera says: behind an
 * address translation it names itself wrongly, and no camera shall say whom else we call.
 */
function subscriptionOf(response: XmlElement, base: URL): SoapTarget {
  const reference = childOf(response, 'SubscriptionReference');
  const said = textOf(reference, 'Address') ?? '';
  const url = new URL(base);
  if (URL.canParse(said, base)) {
    const { pathname, search } = new URL(said, base);
    url.pathname = pathname;
    url.search = search;
  }
  const parameters = childOf(reference, 'ReferenceParameters')?.children ?? [];
  return {
    url,
    parameters: parameters.filter(({ name }) => /^[A-Za-z_][\w.-]{0,63}$/.test(name)).slice(0, 8),
  };
}

/** Half of what the camera grants, which may be less than what was asked. */
function halfLifeMs(response: XmlElement): number {
  const endsAtMs = dateOf(textOf(response, 'TerminationTime'));
  const nowMs = currentTimeOf(response);
  const grantedMs = endsAtMs === null || nowMs === null ? askedS * 1000 : endsAtMs - nowMs;
  return Math.min(Math.max(grantedMs, 4_000), askedS * 1000) / 2;
}
