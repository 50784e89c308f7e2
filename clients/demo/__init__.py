"""The main job, played through the public HTTP API: a scanned letter from dak to dispatch, with every claim checked."""
