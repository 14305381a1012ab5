import { useEffect, useRef } from 'react';
import { useText } from '#text/text.ts';

/** All keys of the desk, in a dialog that Escape closes. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { desk, shell, alarmDesk, commandLine } = useText();
  const text = desk.keys;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const lines: [keys: string[], meaning: string][] = [
    [[text.space], text.acknowledge],
    [['J', 'K', '↓', '↑'], text.move],
    [['1', '2', '3', '4'], text.filter],
    [['E'], alarmDesk.keys.escalate],
    [['S'], alarmDesk.keys.shelve],
    [['U'], alarmDesk.keys.section],
    [['Enter'], text.open],
    [['V'], text.camera],
    [['D'], text.dispatch],
    [['/'], commandLine.label],
    [['A'], text.accept],
    [['N'], text.note],
    [['W'], text.moreActs],
    [['Q'], text.procedure],
    [['P'], text.replay],
    [['X'], text.evidence],
    [['C'], text.close],
    [['R'], text.review],
    [['L'], text.locate],
    [['B'], text.back],
    [['G'], text.missed],
    [['O'], text.order],
    [['H'], text.handOver],
    [['T'], text.wall],
    [['I'], text.statistics],
    [['Esc'], text.escape],
    [['?'], text.help],
  ];
  return (
    <dialog ref={dialog} className="key-help" onClose={onClose} aria-label={shell.help}>
      <h2>{shell.help}</h2>
      <dl>
        {lines.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button" onClick={onClose}>
        {shell.close}
      </button>
    </dialog>
  );
}
