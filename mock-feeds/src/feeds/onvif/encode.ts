/** SOAP of an ONVIF camera (Core specification, event handling) as it answers; namespaces as gSOAP writes them. */

const names =
  'xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa5="http://www.w3.org/2005/08/addressing" ' +
  'xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" xmlns:tev="http://www.onvif.org/ver10/events/wsdl" ' +
  'xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:tns1="http://www.onvif.org/ver10/topics"';

export function encodeEnvelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope ${names}><SOAP-ENV:Header/><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

export function encodeFault(subcode: string): string {
  return encodeEnvelope(
    `<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:${subcode}</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="en">${subcode}</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>`,
  );
}

const time = (atMs: number) => new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');

export function encodeTimes(
  name: 'CreatePullPointSubscriptionResponse' | 'RenewResponse',
  { address, nowMs, endsAtMs }: { address?: string; nowMs: number; endsAtMs: number },
): string {
  const prefix = name === 'RenewResponse' ? 'wsnt' : 'tev';
  const reference =
    address === undefined
      ? ''
      : `<tev:SubscriptionReference><wsa5:Address>${address}</wsa5:Address></tev:SubscriptionReference>`;
  return encodeEnvelope(
    `<${prefix}:${name}>${reference}<wsnt:CurrentTime>${time(nowMs)}</wsnt:CurrentTime><wsnt:TerminationTime>${time(endsAtMs)}</wsnt:TerminationTime></${prefix}:${name}>`,
  );
}

export type Message = {
  /** `RuleEngine/LineDetector/Crossed` */
  topic: string;
  operation: 'Initialized' | 'Changed';
  atMs: number;
  source: Record<string, string>;
  data: Record<string, string>;
};

const items = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `<tt:SimpleItem Name="${name}" Value="${value}"/>`)
    .join('');

function encodeMessage({ topic, operation, atMs, source, data }: Message): string {
  return (
    '<wsnt:NotificationMessage><wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">' +
    `tns1:${topic}</wsnt:Topic><wsnt:Message><tt:Message UtcTime="${time(atMs)}" PropertyOperation="${operation}">` +
    `<tt:Source>${items(source)}</tt:Source><tt:Data>${items(data)}</tt:Data>` +
    '</tt:Message></wsnt:Message></wsnt:NotificationMessage>'
  );
}

export function encodePulled(
  messages: readonly Message[],
  { nowMs, endsAtMs }: { nowMs: number; endsAtMs: number },
): string {
  return encodeEnvelope(
    `<tev:PullMessagesResponse><tev:CurrentTime>${time(nowMs)}</tev:CurrentTime><tev:TerminationTime>${time(endsAtMs)}</tev:TerminationTime>${messages.map(encodeMessage).join('')}</tev:PullMessagesResponse>`,
  );
}

/** What a camera posts by itself where Basic Notification was set up. */
export function encodeNotify(messages: readonly Message[]): string {
  return encodeEnvelope(`<wsnt:Notify>${messages.map(encodeMessage).join('')}</wsnt:Notify>`);
}

export const encodeUnsubscribed = () => encodeEnvelope('<wsnt:UnsubscribeResponse/>');
