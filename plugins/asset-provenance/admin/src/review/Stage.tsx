import { useMemo, useRef } from 'react';
import { Box } from '@strapi/design-system';
import type { OutputSummary } from '../../../shared/tasks';
import { isVideo, MediaFrame } from '../ui';
import { PlayBar } from './compare/PlayBar';

type StageProps = { output: OutputSummary; maxHeight: string; frameRate: number };

/** What is judged: whole, nothing over it; videos with their playhead below. */
export const Stage = ({ output, maxHeight, frameRate }: StageProps) => {
  const video = useRef<HTMLVideoElement>(null);
  const videos = useMemo(() => [video], []);
  return (
    <Box>
      <MediaFrame
        ref={video}
        media={output}
        alt={output.alternativeText}
        mode="full"
        maxHeight={maxHeight}
        canShowTruePixels
        hasControls={false}
      />
      {isVideo(output.mime) && output.url ? (
        <PlayBar videos={videos} frameRate={frameRate} />
      ) : null}
    </Box>
  );
};
