import { forwardRef, lazy, Suspense } from 'react';
import type { ComponentType, RefAttributes } from 'react';
import type { StrapiApp } from '@strapi/strapi/admin';
import { Boundary } from './Boundary';

type FieldProps = { name: string };

const MediaStanding = lazy(() =>
  import('./MediaStanding').then((module) => ({ default: module.MediaStanding }))
);

/**
 * Puts the standing of the picked files under the media fields of the Content Manager. The stock
 * field stays what it is; without it, or when ours breaks, nothing is added.
 */
export const registerMediaField = (app: Pick<StrapiApp, 'library' | 'addFields'>) => {
  // Strapi types its fields as taking nothing; this is what the Content Manager gives them.
  const Stock = app.library.fields.media as
    ComponentType<FieldProps & RefAttributes<unknown>> | undefined;
  if (!Stock) return;
  const MediaField = forwardRef<unknown, FieldProps>(function MediaField(props, ref) {
    return (
      <>
        <Stock {...props} ref={ref} />
        <Boundary>
          <Suspense fallback={null}>
            <MediaStanding name={props.name} />
          </Suspense>
        </Boundary>
      </>
    );
  });
  app.addFields({ type: 'media', Component: MediaField as unknown as ComponentType });
};
