import { useEffect, useRef, useState } from 'react';
import { useHasSituation, useSituation } from '#live/durable-store.ts';
import { useKeptAsOfMs } from '#live/kept-picture.ts';
import { usePushState } from '#live/phone-push.ts';
import { useText, wordFor } from '#text/text.ts';
import { openFieldTasks } from './field-tasks.ts';
import { PushSwitch } from './push-switch.tsx';

type Permission = NotificationPermission | 'none';
const permissionNow = (): Permission =>
  'Notification' in globalThis ? Notification.permission : 'none';

/** Makes the alert of a new task: sound, vibration, a notification; and, where `told`, says which way it takes. */
export function NewTaskAlert({ told }: { told: boolean }) {
  const { field } = useText();
  const [permission, setPermission] = useState(permissionNow);
  useAlertOfNewTasks();
  const push = usePushState();
  if (!told) return <PushSwitch told={false} />;
  return (
    <section className="alert-state">
      <h2>{field.alerts}</h2>
      <p>{field.alertsSocket}</p>
      <PushSwitch told />
      {/* The switch asks for the same permission. */}
      {permission === 'default' && push.is === 'impossible' ? (
        <button
          type="button"
          className="button"
          onClick={() => void Notification.requestPermission().then(setPermission)}
        >
          {field.alertsAllow}
        </button>
      ) : null}
    </section>
  );
}

/** What was there when the page began is no news; nor is what the phone itself remembers. */
function useAlertOfNewTasks(): void {
  const { field, alarm } = useText();
  const known = useHasSituation();
  const keptAsOfMs = useKeptAsOfMs();
  const waiting = useSituation((s) =>
    openFieldTasks(s)
      .filter(({ state }) => state === 'issued')
      .map(({ id, incidentId }) => `${id} ${s.incidents[incidentId]?.kind ?? ''}`),
  );
  const told = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!known || keptAsOfMs !== null) return;
    const fresh = told.current ? waiting.filter((one) => !told.current?.has(one)) : [];
    told.current = new Set([...(told.current ?? []), ...waiting]);
    const [first] = fresh;
    if (first === undefined) return;
    const [id = '', kind = ''] = first.split(' ');
    navigator.vibrate?.([250, 120, 250, 120, 250]);
    sound();
    void notify(field.newTask, wordFor(alarm.kinds, kind), id);
  }, [waiting, known, keptAsOfMs, field, alarm]);
}

async function notify(title: string, body: string, taskId: string): Promise<void> {
  if (permissionNow() !== 'granted' || document.visibilityState === 'visible') return;
  const worker = await navigator.serviceWorker?.getRegistration('/mobile');
  const data = { url: `/mobile?task=${encodeURIComponent(taskId)}` };
  await worker?.showNotification(title, { body, tag: taskId, data, icon: '/phone-icon-192.png' });
}

/** Two rising tones; silent where the browser wants a touch first. */
function sound(): void {
  const audio = new AudioContext();
  const gain = audio.createGain();
  gain.gain.value = 0.25;
  gain.connect(audio.destination);
  [660, 880].forEach((frequency, i) => {
    const tone = audio.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(gain);
    tone.start(audio.currentTime + i * 0.22);
    tone.stop(audio.currentTime + i * 0.22 + 0.2);
  });
  setTimeout(() => void audio.close(), 1_000);
}
