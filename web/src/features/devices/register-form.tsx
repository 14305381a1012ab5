import type { UnknownDevice } from '@ftz/shared/contract/device.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { type SyntheticEvent, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useSite } from '#api/site.ts';
import { perform, useAct } from '#live/acts.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { SendRow } from '#ui/send-row.tsx';
import { deviceOf, firstRegistration, type Registration, voices } from './registration.ts';

type Props = { device: UnknownDevice; onCancel: () => void; onRegistered: () => void };

/** One step: whose device it is and how far it is believed. It counts from its next report on. */
export function RegisterForm({ device, onCancel, onRegistered }: Props) {
  const { devices: text, shell } = useText();
  const areas = usePrincipal()?.areas ?? [];
  const [filled, setFilled] = useState(() =>
    firstRegistration(device.gateway, areas[0] ?? areaIds[0]),
  );
  const key = `device/${device.gateway}/${device.deviceId}`;
  const act = useAct(key);
  const wanted = deviceOf(device, filled);
  const sending = act.state === 'sending';

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!wanted) return;
    if (await perform(key, 'device.register', { device: wanted }, null)) onRegistered();
  };

  return (
    <form className="register-form" onSubmit={(event) => void submit(event)}>
      <label>
        {text.area}
        <select
          className="field"
          // biome-ignore lint/a11y/noAutofocus: the technician has just asked for this form.
          autoFocus
          value={filled.area}
          onChange={({ target }) =>
            setFilled({ ...filled, area: target.value as Registration['area'] })
          }
        >
          {areaIds
            .filter((area) => areas.includes(area))
            .map((area) => (
              <option key={area} value={area}>
                {wordFor(shell.areaNames, area)}
              </option>
            ))}
        </select>
      </label>
      <VoiceFields filled={filled} onFill={setFilled} />
      <BeliefFields filled={filled} onFill={setFilled} />
      <SendRow word={text.register} sending={sending} ready={wanted !== null} onCancel={onCancel}>
        <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      </SendRow>
    </form>
  );
}

type FieldsProps = { filled: Registration; onFill: (filled: Registration) => void };

/** What it speaks for: a truck by its plate, or what stands in the zone by name. */
function VoiceFields({ filled, onFill }: FieldsProps) {
  const { devices: text } = useText();
  return (
    <>
      <label>
        {text.speaksFor}
        <select
          className="field"
          value={filled.voice}
          onChange={({ target }) =>
            onFill({ ...filled, voice: target.value as Registration['voice'], of: '' })
          }
        >
          {voices.map((voice) => (
            <option key={voice} value={voice}>
              {text.voices[voice]}
            </option>
          ))}
        </select>
      </label>
      {filled.voice === 'vehicle' ? (
        <label>
          {text.plate}
          <input
            className="field"
            maxLength={64}
            placeholder={text.plateExample}
            value={filled.of}
            onChange={({ target }) => onFill({ ...filled, of: target.value })}
          />
        </label>
      ) : null}
      {filled.voice === 'gate' || filled.voice === 'camera' ? (
        <PlaceField filled={filled} onFill={onFill} places={`${filled.voice}s`} />
      ) : null}
    </>
  );
}

function PlaceField({ filled, onFill, places }: FieldsProps & { places: 'gates' | 'cameras' }) {
  const { devices: text } = useText();
  const language = useLanguage();
  const inArea = (useSite()?.site[places] ?? []).filter(({ area }) => area === filled.area);
  return (
    <label>
      {text.voices[filled.voice]}
      <select
        className="field"
        value={filled.of}
        onChange={({ target }) => onFill({ ...filled, of: target.value })}
      >
        <option value="">{text.choose}</option>
        {inArea.map((place) => (
          <option key={place.id} value={place.id}>
            {nameIn(language, place)}
          </option>
        ))}
      </select>
    </label>
  );
}

const trusts = ['low', 'pinned', 'credential'] as const;
const datums = ['WGS84', 'GCJ02'] as const;

/** How far it is believed, and what its bytes mean. */
function BeliefFields({ filled, onFill }: FieldsProps) {
  const { devices: text } = useText();
  return (
    <>
      <label>
        {text.trust}
        <select
          className="field"
          value={filled.trust}
          onChange={({ target }) =>
            onFill({ ...filled, trust: target.value as Registration['trust'] })
          }
        >
          {trusts.map((trust) => (
            <option key={trust} value={trust}>
              {text.trusts[trust]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.datum}
        <select
          className="field"
          value={filled.datum}
          onChange={({ target }) =>
            onFill({ ...filled, datum: target.value as Registration['datum'] })
          }
        >
          {datums.map((datum) => (
            <option key={datum} value={datum}>
              {text.datums[datum]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.model}
        <input
          className="field"
          maxLength={40}
          placeholder={text.byStandard}
          value={filled.model}
          onChange={({ target }) => onFill({ ...filled, model: target.value })}
        />
      </label>
      <label>
        {text.silentAfter}
        <input
          className="field num"
          inputMode="numeric"
          maxLength={6}
          placeholder={text.noRhythm}
          value={filled.silentAfterS}
          onChange={({ target }) => onFill({ ...filled, silentAfterS: target.value.trim() })}
        />
      </label>
    </>
  );
}
