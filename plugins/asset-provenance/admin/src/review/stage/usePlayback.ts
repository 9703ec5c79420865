import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** Frames of a second where the file's own rate is not known. */
export const DEFAULT_FRAME_RATE = 24;

/** One playhead for the videos on the screen: the first leads, the others follow. */
export const usePlayback = (frameRate: number) => {
  const elements = useRef<[HTMLVideoElement | null, HTMLVideoElement | null]>([null, null]);
  const [lead, setLead] = useState<HTMLVideoElement | null>(null);
  const [state, setState] = useState({ isPlaying: false, at: 0, length: 0 });
  const [isMuted, setIsMuted] = useState(true);

  const refOf = useMemo(() => {
    const attach = (index: 0 | 1) => (element: HTMLVideoElement | null) => {
      elements.current[index] = element;
      setLead(elements.current[0] ?? elements.current[1]);
    };
    return [attach(0), attach(1)] as const;
  }, []);
  const all = useCallback(() => elements.current.flatMap((element) => element ?? []), []);

  useEffect(() => {
    if (!lead) return undefined;
    const update = () =>
      setState({ isPlaying: !lead.paused, at: lead.currentTime, length: lead.duration || 0 });
    const events = ['play', 'pause', 'timeupdate', 'seeked', 'loadedmetadata'] as const;
    events.forEach((name) => lead.addEventListener(name, update));
    update();
    return () => events.forEach((name) => lead.removeEventListener(name, update));
  }, [lead]);

  const seek = useCallback(
    (at: number) => {
      const [first] = all();
      const time = Math.min(Math.max(0, at), first?.duration || 0);
      all().forEach((video) => {
        video.pause();
        video.currentTime = time;
      });
    },
    [all]
  );
  const toggle = useCallback(() => {
    const [first] = all();
    if (!first) return;
    const starts = first.paused;
    all().forEach((video) => {
      video.currentTime = first.currentTime;
      if (starts) void video.play().catch(() => undefined);
      else video.pause();
    });
  }, [all]);
  const step = useCallback(
    (frames: number) => seek((all()[0]?.currentTime ?? 0) + frames / frameRate),
    [all, seek, frameRate]
  );
  /** Only the first is heard. */
  const toggleSound = () => {
    setIsMuted(!isMuted);
    all().forEach((video, index) => {
      video.muted = index > 0 || !isMuted;
    });
  };

  return {
    ...state,
    isVideo: lead !== null,
    isMuted,
    frameRate,
    refOf,
    seek,
    toggle,
    step,
    toggleSound,
    now: () => all()[0]?.currentTime ?? 0,
  };
};
export type Playback = ReturnType<typeof usePlayback>;
