import { encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import { site } from '@ftz/shared/site/site.ts';
import { fenceName } from './entry-name.ts';
import { openPanelLine, type PanelLine } from './panel-line.ts';
import type { TruthJournal } from './truth-journal.ts';

/** What a stretch of fence says; `atMs` is cut to the panel's whole seconds. */
export type FenceEvent = { account: string; zone: number; code: string; atMs: number };

/**
 * Every registered panel of the zone, each on a few lines, writing down what it sends and what is
 * acknowledged. A zone keeps to one line, so that its own order holds.
 */
export type FenceField = {
  /** Gives the key of the journal. */
  report: (event: FenceEvent) => number;
  /** Reports that were written and not answered yet, or wait for their turn. */
  waiting: () => number;
  /** Answers other than an acknowledgement. */
  refused: () => number;
  close: () => void;
};

const mostSeq = 9_999;

export function openFenceField(port: number, journal: TruthJournal, linesPerPanel = 2): FenceField {
  const panels = new Map(
    site.panels.map(({ account, area }) => {
      const lines = Array.from({ length: linesPerPanel }, () => openPanelLine(port));
      return [account, { area, lines, seq: 0 }];
    }),
  );
  const lines = [...panels.values()].flatMap((panel) => panel.lines);
  const sum = (figure: (line: PanelLine) => number) =>
    lines.reduce((total, line) => total + figure(line), 0);

  return {
    report: ({ account, zone, code, atMs }) => {
      const panel = panels.get(account);
      if (!panel) throw new Error(`No panel ${account} is registered.`);
      panel.seq = (panel.seq % mostSeq) + 1;
      const { seq, area } = panel;
      const deviceAtMs = Math.floor(atMs / 1000) * 1000;
      const key = journal.keyOf(fenceName({ account, zone, code, deviceAtMs }));
      const frame = encodeZoneEvent({ account, seq, zone, code, atMs: deviceAtMs });
      journal.sent(key, area, performance.now());
      panel.lines[zone % panel.lines.length]?.send({
        seq,
        frame,
        onAcked: () => journal.acked(key, performance.now()),
      });
      return key;
    },
    waiting: () => sum((line) => line.waiting()),
    refused: () => sum((line) => line.refused()),
    close: () => {
      for (const line of lines) line.close();
    },
  };
}
