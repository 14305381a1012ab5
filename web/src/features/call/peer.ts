import type { IceServer } from '@ftz/shared/contract/call.ts';
import { listenToPeer, sayToPeer } from '#live/call-store.ts';

export type Peer = {
  /** The other camera of this device instead of the first. */
  replaceVideo: (track: MediaStreamTrack) => void;
  close: () => void;
};

type Options = {
  own: MediaStream | null;
  offers: boolean;
  iceServers: IceServer[];
  onStream: (stream: MediaStream) => void;
  onState: (state: RTCPeerConnectionState) => void;
};

/** One connection between two browsers; what they say to find each other goes by the socket. */
export function connectPeer({ own, offers, iceServers, onStream, onState }: Options): Peer {
  const connection = new RTCPeerConnection({ iceServers });
  const early: RTCIceCandidateInit[] = [];
  for (const kind of ['audio', 'video'] as const) {
    const track = own?.getTracks().find((each) => each.kind === kind);
    // A side without a camera still receives.
    if (track && own) connection.addTrack(track, own);
    else if (offers) connection.addTransceiver(kind, { direction: 'recvonly' });
  }
  connection.ontrack = ({ streams, track }) => onStream(streams[0] ?? new MediaStream([track]));
  connection.onconnectionstatechange = () => onState(connection.connectionState);
  connection.onicecandidate = ({ candidate }) => {
    if (candidate) sayToPeer({ candidate: candidate.candidate, mid: candidate.sdpMid ?? '0' });
  };

  async function describe(type: 'offer' | 'answer'): Promise<void> {
    await connection.setLocalDescription(
      type === 'offer' ? await connection.createOffer() : await connection.createAnswer(),
    );
    sayToPeer({ type, sdp: connection.localDescription?.sdp ?? '' });
  }

  async function hearDescription(type: 'offer' | 'answer', sdp: string): Promise<void> {
    await connection.setRemoteDescription({ type, sdp });
    for (const candidate of early.splice(0)) await connection.addIceCandidate(candidate);
    if (type === 'offer') await describe('answer');
  }

  const failed = () => onState('failed');
  const stopListening = listenToPeer((said) => {
    if (said.kind === 'description') hearDescription(said.type, said.sdp).catch(failed);
    else {
      const candidate = { candidate: said.candidate, sdpMid: said.mid };
      // A candidate may overtake the description that it belongs to.
      if (connection.remoteDescription)
        connection.addIceCandidate(candidate).catch(() => undefined);
      else early.push(candidate);
    }
  });
  if (offers) describe('offer').catch(failed);

  return {
    replaceVideo: (track) => {
      const sender = connection.getSenders().find((each) => each.track?.kind === 'video');
      void sender?.replaceTrack(track);
    },
    close: () => {
      stopListening();
      connection.close();
    },
  };
}
