type Props<Value extends string> = {
  legend: string;
  /** Groups the radio buttons: unique on the page. */
  name: string;
  values: readonly Value[];
  chosen: Value | null;
  wordOf: (value: Value) => string;
  /** The operator has just asked for this form; one that comes back by itself waits. */
  focused: boolean;
  onChoose: (value: Value) => void;
};

/** One of a few answers, all of them in sight. */
export function Choices<Value extends string>(props: Props<Value>) {
  const { legend, name, values, chosen, wordOf, focused, onChoose } = props;
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {values.map((value, i) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            // biome-ignore lint/a11y/noAutofocus: only where the operator has just asked to answer.
            autoFocus={focused && i === 0}
            checked={chosen === value}
            onChange={() => onChoose(value)}
          />
          {wordOf(value)}
        </label>
      ))}
    </fieldset>
  );
}
