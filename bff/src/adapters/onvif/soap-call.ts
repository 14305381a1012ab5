import type { CameraLink } from '#adapters/camera-link.ts';
import type { XmlElement } from '#adapters/read-xml.ts';
import { currentTimeOf, readBody, type SoapTarget, writeEnvelope } from './soap.ts';

const answerLimitBytes = 2 * 1024 * 1024;

/** Why a call had no answer that could be read; `status` is HTTP's, 0 when there was none. */
export class SoapRefusal extends Error {
  override name = 'SoapRefusal';
  readonly status: number;
  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

export type SoapAnswer = { content: XmlElement; bytes: Uint8Array };
export type SoapClient = ReturnType<typeof createSoapClient>;

/**
 * Calls one camera. Its clock is followed: a digest is only taken when it was made at the camera's own
 * time, so the time of each answer, and that of a refusal, is what the next call is stamped with.
 */
export function createSoapClient(link: CameraLink, nowMs: () => number) {
  let aheadMs = 0;

  async function call(
    action: string,
    body: string,
    target: SoapTarget,
    { timeoutMs, closing }: { timeoutMs: number; closing: AbortSignal },
  ): Promise<SoapAnswer> {
    const credential = { ...link, createdAtMs: nowMs() + aheadMs };
    const response = await fetch(target.url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': `application/soap+xml; charset=utf-8; action="${action}"` },
      body: writeEnvelope(action, body, target, credential),
      signal: AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]),
    });
    const bytes = await readBounded(response);
    const content = readBody(bytes);
    if (response.status !== 200 || !content) {
      followClock(Date.parse(response.headers.get('date') ?? ''));
      throw new SoapRefusal(response.status, `the camera answered ${response.status}`);
    }
    followClock(currentTimeOf(content));
    return { content, bytes };
  }

  function followClock(cameraMs: number | null) {
    if (cameraMs !== null && Number.isFinite(cameraMs)) aheadMs = cameraMs - nowMs();
  }

  return {
    call,
    /** How far the camera's clock is ahead of ours; negative: behind. */
    clockAheadMs: () => aheadMs,
  };
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the stream, and with it the connection.
    if (length > answerLimitBytes)
      throw new SoapRefusal(response.status, 'the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
