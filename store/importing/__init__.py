"""From files to cases in a library: finding files, judging them in worker processes, writing in batches."""
