import type { Affine } from './planes';
import type { CameraMotion } from './request';

/** The scene is painted this much larger than the frame: the room in which the camera moves. */
export const SCENE_SCALE = 1.4;

/** Slow start, slow end: 0 to 1. */
const eased = (progress: number): number => progress * progress * (3 - 2 * progress);

/** Where the camera looks: offsets as shares of the free room (-1 to 1), zoom from 1 (the whole scene), roll in radians. */
type Pose = { x: number; y: number; zoom: number; roll: number };

const REST: Pose = { x: 0, y: 0, zoom: 1.2, roll: 0 };

const poseOf = (motion: CameraMotion, progress: number): Pose => {
  const along = eased(progress);
  const sweep = 1.9 * along - 0.95;
  switch (motion) {
    case 'static':
      return REST;
    case 'pan_left':
      return { ...REST, zoom: 1.38, x: -sweep };
    case 'pan_right':
      return { ...REST, zoom: 1.38, x: sweep };
    case 'tilt_up':
      return { ...REST, zoom: 1.38, y: -sweep };
    case 'tilt_down':
      return { ...REST, zoom: 1.38, y: sweep };
    case 'zoom_in':
      return { ...REST, zoom: 1.02 + along * 0.68 };
    case 'zoom_out':
      return { ...REST, zoom: 1.7 - along * 0.68 };
    case 'orbit': {
      // A whole turn, not eased: the end meets the beginning and the video loops.
      const turn = progress * Math.PI * 2;
      return {
        x: Math.cos(turn) * 0.8,
        y: Math.sin(turn) * 0.8,
        zoom: 1.34,
        roll: Math.sin(turn) * 0.07,
      };
    }
  }
};

/**
 * How a frame is cut from a scene `SCENE_SCALE` times its size.
 * @param progress 0 at the first frame, 1 at the last.
 */
export const cameraAt = (
  motion: CameraMotion,
  progress: number,
  frame: { width: number; height: number },
  scene: { width: number; height: number }
): Affine => {
  const pose = poseOf(motion, progress);
  // At zoom 1 the frame shows the whole scene; the more it shows, the less room is left to move.
  const scale = SCENE_SCALE / pose.zoom;
  const roomX = Math.max(0, (scene.width - frame.width * scale) / 2);
  const roomY = Math.max(0, (scene.height - frame.height * scale) / 2);
  const [cos, sin] = [Math.cos(pose.roll) * scale, Math.sin(pose.roll) * scale];
  const centreX = scene.width / 2 + pose.x * roomX;
  const centreY = scene.height / 2 + pose.y * roomY;
  const [halfX, halfY] = [frame.width / 2, frame.height / 2];
  return {
    a: cos,
    b: -sin,
    c: centreX - cos * halfX + sin * halfY,
    d: sin,
    e: cos,
    f: centreY - sin * halfX - cos * halfY,
  };
};

/** The same map for planes of half the size. */
export const halved = (map: Affine): Affine => ({ ...map, c: map.c / 2, f: map.f / 2 });
