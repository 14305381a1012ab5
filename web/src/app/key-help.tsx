import { useEffect, useRef } from 'react';
import { useText } from '#text/text.ts';
import './key-help.css';

/** All keys of the desk, in a dialog that Escape closes. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { desk, shell, alarmDesk, commandLine } = useText();
  const text = desk.keys;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const groups: [name: string, lines: [keys: string[], meaning: string][]][] = [
    [
      desk.keyGroups.alarms,
      [
        [[text.space], text.acknowledge],
        [['J', 'K', '↓', '↑'], text.move],
        [['1', '2', '3', '4'], text.filter],
        [['Enter'], text.open],
        [['E'], alarmDesk.keys.escalate],
        [['S'], alarmDesk.keys.shelve],
        [['U'], alarmDesk.keys.section],
        [['B'], text.back],
        [['G'], text.missed],
      ],
    ],
    [
      desk.keyGroups.incident,
      [
        [['D'], text.dispatch],
        [['A'], text.accept],
        [['Q'], text.procedure],
        [['N'], text.note],
        [['W'], text.moreActs],
        [['C'], text.close],
        [['R'], text.review],
      ],
    ],
    [
      desk.keyGroups.stage,
      [
        [['V'], text.camera],
        [['F'], text.nextCamera],
        [['M'], text.nearestUnit],
        [['L'], text.locate],
        [['X'], text.evidence],
        [['P'], text.replay],
        [['Y'], text.neighbours],
        [['T'], text.wall],
        [['I'], text.statistics],
      ],
    ],
    [
      desk.keyGroups.desk,
      [
        [['/'], commandLine.label],
        [['O'], text.order],
        [['H'], text.handOver],
        [['Ctrl', 'Z'], text.undo],
        [['Esc'], text.escape],
        [['?'], text.help],
      ],
    ],
  ];
  return (
    <dialog ref={dialog} className="key-help" onClose={onClose} aria-label={shell.help}>
      <h2>{shell.help}</h2>
      <div className="groups">
        {groups.map(([name, lines]) => (
          <section key={name}>
            <h3>{name}</h3>
            <KeyLines lines={lines} />
          </section>
        ))}
      </div>
      <button type="button" className="button" onClick={onClose}>
        {shell.close}
      </button>
    </dialog>
  );
}

function KeyLines({ lines }: { lines: [keys: string[], meaning: string][] }) {
  return (
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
  );
}
