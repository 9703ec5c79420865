import type { CameraMotion } from '../../../../shared';

/** How strong a movement is, of 10. */
const STRENGTH = 5;
const still = { horizontal: 0, vertical: 0, pan: 0, tilt: 0, roll: 0, zoom: 0 };

/**
 * Kling's words are not ours: its `pan` turns about the horizontal axis (up and down) and its `tilt`
 * about the vertical one (left and right), and a negative `zoom` narrows the view.
 */
const axes: Partial<Record<CameraMotion, Partial<typeof still>>> = {
  pan_left: { tilt: -STRENGTH },
  pan_right: { tilt: STRENGTH },
  tilt_up: { pan: STRENGTH },
  tilt_down: { pan: -STRENGTH },
  zoom_in: { zoom: -STRENGTH },
  zoom_out: { zoom: STRENGTH },
};

/** Exactly one axis may differ from 0; without a movement the field is left out. */
export const cameraControlOf = (motion: CameraMotion | null) => {
  const axis = motion ? axes[motion] : undefined;
  return axis ? { type: 'simple', config: { ...still, ...axis } } : undefined;
};
