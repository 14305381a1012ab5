import type { DeviceAct } from '@ftz/shared/contract/device-order.ts';
import { needsSecondPerson } from '@ftz/shared/state/device-order-lifecycle.ts';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useKeys } from '#desk/keys.ts';
import { forgetRefusal, perform, useAct } from '#live/acts.ts';
import { useText, wordFor } from '#text/text.ts';
import { NoteField } from '#ui/note-field.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { SendRow } from '#ui/send-row.tsx';
import type { Orderable } from './orderable.ts';

type Props = {
  device: Orderable;
  act: DeviceAct['name'];
  incidentId: string | null;
  onDone: () => void;
};

/** The longest text that a terminal's screen takes. */
const longestMessage = 499;
const longestReason = 500;

/** A reason, always; for a text, also what it shall say. */
export function OrderForm({ device, act: name, incidentId, onDone }: Props) {
  const { deviceOrder: text } = useText();
  const [reason, setReason] = useState('');
  const [message, setMessage] = useState('');
  const key = `${device.deviceId}/order`;
  const act = useAct(key);
  const sending = act.state === 'sending';
  const order = actOf(name, message.trim());
  const ready = order !== null && reason.trim() !== '';
  const form = useRef<HTMLFormElement>(null);
  // The way to send it must not lie below the edge of the panel. Newer browsers give a promise of the
  // scroll, which is no clean-up: nothing may be returned.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const leave = () => {
    forgetRefusal(key);
    onDone();
  };
  useKeys({ Escape: leave }, 20);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!ready || order === null) return;
    const { gateway, deviceId } = device;
    const said = reason.trim().slice(0, longestReason);
    const argument = { gateway, deviceId, act: order, incidentId, reason: said };
    if (await perform(key, 'device-order.request', argument, null)) onDone();
  };
  return (
    <form ref={form} className="order-form" onSubmit={(event) => void submit(event)}>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {name === 'show-text' ? (
        <NoteField
          label={text.message}
          value={message}
          focused
          onSubmit={(event) => void submit(event)}
          onChange={setMessage}
        />
      ) : null}
      <NoteField
        label={text.reason}
        value={reason}
        focused={name !== 'show-text'}
        onSubmit={(event) => void submit(event)}
        onChange={setReason}
      />
      {order !== null && needsSecondPerson(order) ? (
        <p className="dim">{text.needsSecond}</p>
      ) : null}
      <SendRow
        word={`${text.request} · ${wordFor(text.acts, name)}`}
        sending={sending}
        ready={ready}
        onCancel={leave}
      />
    </form>
  );
}

/** Null while it says nothing yet, and for what a desk does not ask for. */
function actOf(name: DeviceAct['name'], message: string): DeviceAct | null {
  switch (name) {
    case 'unlock':
    case 'lock':
    case 'locate':
      return { name };
    case 'show-text':
      if (message === '') return null;
      return { name, text: message.slice(0, longestMessage), urgent: true };
    default:
      return null;
  }
}
