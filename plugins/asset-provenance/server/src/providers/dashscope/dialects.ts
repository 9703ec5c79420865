import type { ModelCapabilities } from '../../../../shared';

const SERVICES = '/services/aigc';

/** How a model wants to be asked: the protocol changed from one model to the next. */
export type Dialect =
  'prompt_image' | 'message_image' | 'text_video' | 'image_video' | 'frames_video' | 'media_video';

/** `base`: the model of the service that this one is like; its name tells the protocol. */
export const dialectOf = (
  { kind, references, inputTypes }: ModelCapabilities,
  base: string
): Dialect => {
  if (kind === 'image')
    return /^wan(?:2\.[6-9]|[3-9])/.test(base) || references.maximum > 0
      ? 'message_image'
      : 'prompt_image';
  if (/^wan(?:2\.[7-9]|[3-9])/.test(base)) return 'media_video';
  if (/kf2v/.test(base)) return 'frames_video';
  return inputTypes.includes('image_to_video') ? 'image_video' : 'text_video';
};

export const paths: Record<Dialect, string> = {
  prompt_image: `${SERVICES}/text2image/image-synthesis`,
  message_image: `${SERVICES}/image-generation/generation`,
  text_video: `${SERVICES}/video-generation/video-synthesis`,
  image_video: `${SERVICES}/video-generation/video-synthesis`,
  frames_video: `${SERVICES}/image2video/video-synthesis`,
  media_video: `${SERVICES}/video-generation/video-synthesis`,
};

/** Only this one can be told to be silent; the others that make sound always do. */
export const hasAudioSwitch = ({ hasAudio }: ModelCapabilities, base: string): boolean =>
  hasAudio && /i2v-flash/.test(base);
