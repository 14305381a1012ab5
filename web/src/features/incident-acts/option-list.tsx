import { useText } from '#text/text.ts';

/** One that can be chosen, and what speaks for it or against it. */
export type Option = { value: string; label: string; detail: string };

type Props = {
  name: string;
  options: readonly Option[];
  chosen: string | null;
  onChoose: (value: string) => void;
};

/** Whom, or into what: one line each. */
export function OptionList({ name, options, chosen, onChoose }: Props) {
  const { incidentActs: text } = useText();
  const none = { transfer: text.nobodyOnline, merge: text.noneLikely }[name] ?? text.noExperts;
  if (options.length === 0) return <p className="dim">{none}</p>;
  return (
    <fieldset className="option-list">
      <legend className="visually-hidden">{text.whom}</legend>
      {options.map(({ value, label, detail }, i) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            // biome-ignore lint/a11y/noAutofocus: only where the operator has just asked to choose.
            autoFocus={i === 0}
            checked={chosen === value}
            onChange={() => onChoose(value)}
          />
          <span>
            {label} <span className="dim">{detail}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
