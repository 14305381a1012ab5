/** A message as the national centre filed it. */
export type FiledMessage = {
  identifier: string;
  sender: string;
  sent: string;
  status: string;
  msgType: string;
  note: string;
  references: string[];
  severity: string;
  /** How often it came. */
  times: number;
};

const mostFiled = 20_000;

const textOf = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

/** What came, each message once, in the order of its first coming. */
export function openCentreJournal() {
  const filed = new Map<string, FiledMessage>();
  return {
    /** The message, and whether it is new; null when it is none. */
    file: (xml: string): { message: FiledMessage; isNew: boolean } | null => {
      const identifier = textOf(xml, 'identifier');
      if (identifier === '') return null;
      const known = filed.get(identifier);
      if (known) {
        known.times += 1;
        return { message: known, isNew: false };
      }
      const message: FiledMessage = {
        identifier,
        sender: textOf(xml, 'sender'),
        sent: textOf(xml, 'sent'),
        status: textOf(xml, 'status'),
        msgType: textOf(xml, 'msgType'),
        note: textOf(xml, 'note'),
        references: textOf(xml, 'references').split(' ').filter(Boolean),
        severity: textOf(xml, 'severity'),
        times: 1,
      };
      // Signs of life are heard and not filed.
      if (message.status !== 'System' && filed.size < mostFiled) filed.set(identifier, message);
      return { message, isNew: true };
    },
    filed: (): FiledMessage[] => [...filed.values()],
  };
}
