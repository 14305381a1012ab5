import { gb28181Reader } from '@ftz/bff/adapters/gb28181/gb28181-reader.ts';
import { bytesOfRow, type CorpusReader, type Fields } from '#conformance/corpus-row.ts';

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A document's own elements are its words; the type inside `Info` is the one that counts. */
function wordsOfDocument(fields: Fields): Fields {
  const elements = isFields(fields.document) ? fields.document : {};
  const list = isFields(elements.DeviceList) ? elements.DeviceList : {};
  const items = list.Item === undefined ? [] : [list.Item].flat();
  return {
    ...elements,
    root: fields.root,
    CmdType: elements.CmdType ?? null,
    AlarmType: fields.alarmType,
    'DeviceList.Num': list.Num ?? null,
    items,
    item_count: items.length,
  };
}

const textOf = (value: unknown) => (typeof value === 'number' ? String(value) : null);

export const gb28181: CorpusReader = {
  protocol: 'gb28181',
  read: (row) => {
    const bytes = bytesOfRow(row);
    const [first] = gb28181Reader.read(bytes, {});
    if (!first?.ok) return { ok: false, reason: first?.reason ?? 'nothing' };
    const { fields } = first;
    if (row.kind === 'manscdp-xml') return { ok: true, words: wordsOfDocument(fields) };
    const headers = isFields(fields.headers) ? fields.headers : {};
    const digest = isFields(fields.digest) ? fields.digest : {};
    return {
      ok: true,
      words: {
        ...(isFields(fields.document) ? fields.document : {}),
        ...digest,
        ...headers,
        start_line: fields.startLine,
        complete_header: fields.headerComplete,
        method: fields.method,
        status: fields.status,
        status_code: fields.status,
        from_user: fields.fromUser,
        to_user: fields.toUser,
        // The header as it stands; without one, the contact's own word.
        expires: headers.expires ?? textOf(fields.expiresS),
        unregister: fields.method === 'REGISTER' && fields.expiresS === 0,
        call_id: headers['call-id'],
        content_length: headers['content-length'],
        // Whatever follows the header, whoever it belongs to.
        body_bytes: bytes.length - first.at - Number(fields.headerBytes),
      },
    };
  },
};
