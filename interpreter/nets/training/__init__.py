"""NetTrain: `examples` and `losses` make the job, `settings` say how, `watching` and its neighbours follow it."""
