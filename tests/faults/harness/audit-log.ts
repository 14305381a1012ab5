import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { entryName } from './entry-name.ts';
import type { RowProduct } from './row-product.ts';
import type { TruthJournal } from './truth-journal.ts';

const perPage = 1_000;

/** Every entry of the log, read over REST by one who may see the whole zone. */
export async function readLog(
  { url }: RowProduct,
  cookie: string,
  fromSeq = 0,
): Promise<DurableEvent[]> {
  const entries: DurableEvent[] = [];
  for (let afterSeq = fromSeq; ; ) {
    const address = `${url}/api/events?afterSeq=${afterSeq}&limit=${perPage}`;
    const response = await fetch(address, { headers: { cookie } });
    if (!response.ok) throw new Error(`/api/events: ${response.status}`);
    const page = (await response.json()) as { upToSeq: number; events: DurableEvent[] };
    for (const event of page.events) entries.push(event);
    if (page.upToSeq === afterSeq) return entries;
    afterSeq = page.upToSeq;
  }
}

/** The log itself, as one more desk of the journal: nothing that was acknowledged may miss in it. */
export async function auditLog(
  product: RowProduct,
  cookie: string,
  journal: TruthJournal,
): Promise<{ epoch: string }> {
  const { epoch } = await product.situation(cookie);
  const entries = await readLog(product, cookie);
  const record = journal.desk('the log', [...areaIds]);
  record.pages.push({
    epoch,
    fromSeq: 0,
    seqs: entries.map(({ seq }) => seq),
    keys: entries.map((event) => journal.keyOf(entryName(event))),
  });
  return { epoch };
}
