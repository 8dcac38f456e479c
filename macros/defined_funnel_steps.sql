{#-
    The steps of all funnels as they are defined, with the rules of their funnel and their
    place in step_times. For guards: they do not trust the plan of the models.
-#}
{% macro defined_funnel_steps() -%}
    select
        steps.*,
        funnels.* exclude (funnel),
        row_number() over (
            partition by steps.funnel order by steps.step_number
        ) as step_position

    from {{ ref('definition_funnel_steps') }} as steps

    inner join {{ ref('definition_funnels') }} as funnels
        on steps.funnel = funnels.funnel
{%- endmacro %}
