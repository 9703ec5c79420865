/** An image that the caller hands to the renderer. */
export type SandboxReference = {
  role: string;
  sha256: string;
  /** Bytes of an image file to draw into the picture, or null to draw only its role and hash. */
  picture: Uint8Array | null;
};

type SandboxRenderCommon = {
  prompt: string;
  negativePrompt: string | null;
  seed: number;
  /** As asked, e.g. `16:9`; shown in the caption, never used for the size. */
  aspectRatio: string;
  stage: 'draft' | 'final';
  /** Which output of the job, from 0: same palette and idea, slightly different composition. */
  ordinal: number;
  modelId: string;
  references: SandboxReference[];
};

export type SandboxImageRequest = SandboxRenderCommon & {
  kind: 'image';
  format: 'png' | 'jpeg' | 'webp';
  /** Pixels. */
  width: number;
  height: number;
  quality: 'low' | 'medium' | 'high';
};

export type CameraMotion =
  'static' | 'pan_left' | 'pan_right' | 'tilt_up' | 'tilt_down' | 'zoom_in' | 'zoom_out' | 'orbit';

export type SandboxVideoRequest = SandboxRenderCommon & {
  kind: 'video';
  /** Pixels, both even. */
  width: number;
  height: number;
  durationSeconds: number;
  /** Whole frames per second. */
  frameRate: number;
  cameraMotion: CameraMotion;
};

export type SandboxRenderRequest = SandboxImageRequest | SandboxVideoRequest;

export type RenderedMedia = {
  bytes: Uint8Array;
  mime: string;
  width: number;
  height: number;
  /** Null for images. */
  durationSeconds: number | null;
};

/** What the front door posts to the worker. */
export type RenderJob = { id: number; request: SandboxRenderRequest };

/** What the worker posts back: exactly one answer per job. */
export type RenderAnswer =
  | { id: number; media: RenderedMedia }
  | { id: number; refused: { field: string | null; message: string } };
