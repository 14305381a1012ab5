import { create } from 'zustand';
import { alarmDeskText } from './alarm-desk-text.ts';
import { alarmText } from './alarm-text.ts';
import { areaNumbersText } from './area-numbers-text.ts';
import { asksText } from './asks-text.ts';
import { callText } from './call-text.ts';
import { cameraWatchText } from './camera-watch-text.ts';
import { commandLineText } from './command-line-text.ts';
import { deskText } from './desk-text.ts';
import { deviceOrderText } from './device-order-text.ts';
import { devicesText } from './devices-text.ts';
import { dispositionText } from './disposition-text.ts';
import { evidenceText } from './evidence-text.ts';
import { factText } from './fact-text.ts';
import { fieldText } from './field-text.ts';
import { figuresText } from './figures-text.ts';
import { incidentActsText } from './incident-acts-text.ts';
import { incidentText } from './incident-text.ts';
import { inspectionText } from './inspection-text.ts';
import { keptEvidenceText } from './kept-evidence-text.ts';
import { mapText } from './map-text.ts';
import { mobileText } from './mobile-text.ts';
import { ordersText } from './orders-text.ts';
import { phoneLockText } from './phone-lock-text.ts';
import { placeText } from './place-text.ts';
import { playbackText } from './playback-text.ts';
import { preRollText } from './pre-roll-text.ts';
import { procedureText } from './procedure-text.ts';
import { pushText } from './push-text.ts';
import { recordingText } from './recording-text.ts';
import { replayText } from './replay-text.ts';
import { sceneText } from './scene-text.ts';
import { shellText } from './shell-text.ts';
import { shiftText } from './shift-text.ts';
import { siteCodesText } from './site-codes-text.ts';
import { statisticsText } from './statistics-text.ts';
import { taskCardText } from './task-card-text.ts';
import { taskText } from './task-text.ts';
import { thingText } from './thing-text.ts';
import { timelineText } from './timeline-text.ts';
import { undoText } from './undo-text.ts';
import { videoText } from './video-text.ts';
import { wallAdmissionText } from './wall-admission-text.ts';
import { wallText } from './wall-text.ts';
import { wallThrowText } from './wall-throw-text.ts';

export type Language = 'zh' | 'en';

/** Every dictionary by the room that speaks it; each holds both languages with the same keys. */
export const dictionaries = {
  shell: shellText,
  alarm: alarmText,
  alarmDesk: alarmDeskText,
  incident: incidentText,
  thing: thingText,
  timeline: timelineText,
  fact: factText,
  place: placeText,
  cameraWatch: cameraWatchText,
  preRoll: preRollText,
  undo: undoText,
  commandLine: commandLineText,
  incidentActs: incidentActsText,
  evidence: evidenceText,
  keptEvidence: keptEvidenceText,
  inspection: inspectionText,
  call: callText,
  task: taskText,
  taskCard: taskCardText,
  desk: deskText,
  wall: wallText,
  wallAdmission: wallAdmissionText,
  wallThrow: wallThrowText,
  scene: sceneText,
  mobile: mobileText,
  push: pushText,
  field: fieldText,
  phoneLock: phoneLockText,
  asks: asksText,
  orders: ordersText,
  procedure: procedureText,
  recording: recordingText,
  replay: replayText,
  devices: devicesText,
  siteCodes: siteCodesText,
  deviceOrder: deviceOrderText,
  disposition: dispositionText,
  map: mapText,
  video: videoText,
  playback: playbackText,
  statistics: statisticsText,
  shift: shiftText,
  figures: figuresText,
  areaNumbers: areaNumbersText,
};

export type Text = { [Room in keyof typeof dictionaries]: (typeof dictionaries)[Room]['zh'] };

function textOf(language: Language): Text {
  const rooms = Object.entries(dictionaries).map(([room, both]) => [room, both[language]]);
  return Object.fromEntries(rooms) as Text;
}

const texts: Record<Language, Text> = { zh: textOf('zh'), en: textOf('en') };
const storageKey = 'language';

/** Storage may be refused (private windows, kiosk policies): the choice then lives for the page. */
function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function writeStored(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    return;
  }
}

function firstLanguage(): Language {
  if (typeof location === 'undefined') return 'zh';
  const asked = new URLSearchParams(location.search).get('lang') ?? readStored();
  return asked === 'en' ? 'en' : 'zh';
}

const store = create<{ language: Language }>(() => ({ language: firstLanguage() }));

/** Chinese unless the operator chose otherwise; the choice outlives the page. */
export function useLanguage(): Language {
  return store((state) => state.language);
}

/** For what is drawn without React. */
export function languageNow(): Language {
  return store.getState().language;
}

export function setLanguage(language: Language): void {
  writeStored(language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  store.setState({ language });
}

/** The words of the chosen language, by room: `useText().alarm.calm`. */
export function useText(): Text {
  return texts[useLanguage()];
}

/** The word for a key that the wire brought: a key that no dictionary knows is shown as it is. */
export function wordFor(words: Record<string, string>, key: string): string {
  return words[key] ?? key;
}
