import type { Camera } from '@ftz/shared/contract/site.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { type Finding, findings } from '@ftz/shared/contract/task-record.ts';
import { type FormEvent, useState } from 'react';
import { keepPicture } from '#api/photos.ts';
import { useKeys } from '#desk/keys.ts';
import { perform } from '#live/acts.ts';
import { serverNow } from '#live/server-clock.ts';
import { takeSnapshot } from '#live/take-snapshot.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { Choices } from '#ui/choices.tsx';
import { SendRow } from '#ui/send-row.tsx';

type Props = { task: Task; camera: Camera; onDone: () => void };

/** A finding, kept with the picture in which it was seen. Without a picture it is kept all the same, and says so. */
export function BookmarkForm({ task, camera, onDone }: Props) {
  const { inspection: text, task: taskText } = useText();
  const name = nameIn(useLanguage(), camera);
  const [snapshot] = useState(() => takeSnapshot(videoOf(camera.id), { id: camera.id, name }));
  const [finding, setFinding] = useState<Finding>('inconsistent');
  const [note, setNote] = useState('');
  const [sending, setSending] = useState(false);
  useKeys({ Escape: onDone }, 40);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    const shot = await snapshot;
    const kept = shot && (await keepPicture(task.incidentId, shot.picture));
    const bookmark = {
      cameraId: camera.id,
      atMs: shot?.atMs ?? serverNow(),
      finding,
      note,
      photoId: kept?.ok ? kept.value.id : null,
    };
    const isDone = await perform(task.id, 'task.bookmark', { taskId: task.id, bookmark }, null);
    setSending(false);
    if (isDone) onDone();
  };
  return (
    <form className="bookmark-form" onSubmit={(event) => void send(event)}>
      <Choices
        legend={`${text.bookmark} · ${name}`}
        name={`bookmark-${task.id}`}
        values={findings}
        chosen={finding}
        wordOf={(value) => wordFor(taskText.findings, value)}
        focused
        onChoose={setFinding}
      />
      <input
        className="field"
        aria-label={text.note}
        placeholder={text.note}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <SendRow word={text.keep} sending={sending} ready onCancel={onDone} sendKey="Enter" />
    </form>
  );
}

function videoOf(cameraId: string): HTMLVideoElement | null {
  const tile = `.inspection-tile [data-camera-id="${CSS.escape(cameraId)}"]`;
  return document.querySelector<HTMLVideoElement>(`${tile} video`);
}
