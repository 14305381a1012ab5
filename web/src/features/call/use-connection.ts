import { useEffect, useRef, useState } from 'react';
import type { CallHindrance, CallState } from '#live/call-store.ts';
import { closeStream, type Facing, openOwnCamera } from './own-camera.ts';
import { connectPeer, type Peer } from './peer.ts';

/** Camera and connection of one call, from its begin to its end; both are given back with it. */
export function useConnection(call: Extract<CallState, { phase: 'on' }>) {
  const [own, setOwn] = useState<MediaStream | null>(null);
  const [other, setOther] = useState<MediaStream | null>(null);
  const [hindrance, setHindrance] = useState<CallHindrance | null>(null);
  const [state, setState] = useState<RTCPeerConnectionState>('new');
  const peer = useRef<Peer | null>(null);
  const facing = useRef<Facing>('environment');
  const opened = useRef<MediaStream | null>(null);
  const { callId, offers } = call;
  const iceServers = useRef(call.iceServers);

  useEffect(() => {
    let isGone = false;
    const start = async () => {
      const camera = await openOwnCamera(facing.current);
      if (isGone) return closeStream(camera.stream);
      opened.current = camera.stream;
      setOwn(camera.stream);
      setHindrance(camera.hindrance);
      peer.current = connectPeer({
        own: camera.stream,
        offers,
        iceServers: iceServers.current,
        onStream: setOther,
        onState: setState,
      });
    };
    if (callId !== '') void start();
    return () => {
      isGone = true;
      peer.current?.close();
      closeStream(opened.current);
    };
  }, [callId, offers]);

  const flip = async () => {
    facing.current = facing.current === 'user' ? 'environment' : 'user';
    const next = await openOwnCamera(facing.current);
    const [track] = next.stream?.getVideoTracks() ?? [];
    if (!track || !next.stream) return setHindrance(next.hindrance ?? 'no-camera');
    peer.current?.replaceVideo(track);
    for (const old of opened.current?.getVideoTracks() ?? []) {
      old.stop();
      opened.current?.removeTrack(old);
    }
    for (const audio of next.stream.getAudioTracks()) audio.stop();
    const [voice] = opened.current?.getAudioTracks() ?? [];
    opened.current = new MediaStream(voice ? [voice, track] : [track]);
    setOwn(opened.current);
  };

  return { own, other, hindrance, state, flip: () => void flip() };
}
